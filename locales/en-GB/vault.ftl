# Passphrase, recovery key and copies: the same words in setting up, at the door and in settings.
passphrase-kind = Which kind of passphrase?
passphrase-kind-seven = Seven words made for you
passphrase-kind-own = My own words
passphrase-another-seven = Another seven
passphrase-words-help = Write them down, or learn them. A little story that joins them can help.
passphrase-own = Your passphrase
passphrase-own-help = At least 15 characters. A sentence only you would think of works well. You can paste it.
passphrase-again = Type it once more
passphrase-differs = The two are not the same yet.
passphrase-longer = { $characters ->
    [one] 1 character so far. It needs 15 or more.
   *[other] { $characters } characters so far. It needs 15 or more.
}
passphrase-strength-0 = Long enough, but easy to guess. Add a word or two that do not belong together.
passphrase-strength-1 = Long enough, but someone patient could guess it. One more unusual word helps.
passphrase-strength-2 = Fair. One more unusual word would make it strong.
passphrase-strength-3 = Strong.
passphrase-strength-4 = Very strong.

key-sheet = Your recovery key
key-diary-code = Diary code
key-made-on = Made on
key-keep-apart = Keep the paper somewhere safe, away from this computer. Anyone who has it can open your diary.
key-written = I have written it down
key-type-group = Type group { $number }
key-group-differs = That is not quite the same yet. Look at your paper once more, or show the key again.
key-show-again = Show the key again
key-check = Check it

copy-plain = Copy
copy-before-migration = Before an update
copy-set-aside = Set aside
copy-about = { $kind }, { $size }
size-kb = { $n } kB
size-mb = { $n } MB
