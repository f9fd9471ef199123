# The command line. Its refusals are those of errors.ftl, except where those speak of the window.
cli-problem-fieldNotUnderstood = { $place ->
    [state] This entry has been put away, so it stays as it is.
    [passphrase] No passphrase was given, or the two were not the same.
    [passphrase_file] The passphrase file does not hold one line of text.
    [recovery_key] No recovery key was given.
    [recovery_file] The recovery file is not text.
    [body] The text is not UTF-8.
   *[other] Cairn could not understand this part: { $place }.
}
cli-problem-fieldNotUnderstood-next = { $place ->
    [state] Bring it back first: cairn bring-back ID
    [id] An id looks like 01890a5d-ac96-774b-bcce-b302099a8057. “cairn list” shows them.
    [session] The sessions of the course are S01 to S11.
    [kind] Without --kind it is a diary entry.
    [passphrase] Type it at the terminal, or name a file with --passphrase-file.
    [passphrase_file] Put the passphrase on one line, and nothing else in that file.
    [recovery_key] Type the groups on your paper, or name a file with --recovery-file.
    [recovery_file] Use the file that “cairn init --recovery-out” wrote, or type the key.
    [body] Save it as UTF-8, then try again.
   *[other] Dates look like 2026-02-17. “cairn help” says the rest.
}
cli-problem-recordTooLarge = This is more than Cairn keeps in one place: { $place }.
cli-problem-recordTooLarge-next = { $place ->
    [title] A title has at most 120 characters.
    [tags] A tag has at most 60 characters.
   *[other] Move part of it into a second entry.
}
cli-problem-recoveryKeyMistyped = { $place ->
    [none] The recovery key does not look right yet.
   *[other] The recovery key does not look right yet. Have another look at { $place }.
}
cli-problem-noVaultHere-next = Make one with “cairn init”, or name its folder with --vault.
cli-problem-vaultAlreadyThere-next = Nothing was changed. Use it as it is, or name another folder with --vault.
cli-problem-vaultFolderUnsafe = Cairn cannot use this as it is: { $place }.
cli-problem-vaultFolderUnsafe-next = Either a link stands where a file of Cairn’s own belongs, or the folder’s name is not plain text.
cli-problem-cannotWrite = Cairn cannot write { $place }.
cli-problem-cannotWrite-next = It may be there already, or the disk may be read-only. Nothing there was changed.
cli-problem-cannotRead = Cairn cannot read { $place }.
cli-problem-cannotRead-next = Check the name, and whether you may read it.
cli-problem-backupNotFound-next = “cairn backups” lists those that are here.
cli-problem-slotDamaged-next = Use “cairn unlock-with-recovery”, or go back to a copy with “cairn restore”. Your writing itself may be untouched.
cli-problem-databaseDamaged-next = Go back to a copy with “cairn restore”. What is here now is set aside and kept.

cli-usage = Cairn did not understand that command.
cli-usage-needed = Something is still needed: { $names }
cli-usage-value = Cairn did not understand what was given for { $names }
cli-usage-help = “cairn help” says the rest.

cli-ask-passphrase = Passphrase:
cli-ask-new = New passphrase, at least 15 characters:
cli-ask-again = Type it once more:
cli-ask-differs = The two are not the same yet.
cli-ask-recovery = Recovery key:
cli-ask-text = Write, then press Ctrl+D on a line of its own to keep it.
cli-file-readable = Other people on this computer can read the passphrase file.

cli-read-only = A newer Cairn made this diary. It can be read here, but not changed.
cli-no-copy = No copy was made this time. What was saved is saved. { $why }

cli-made = There is a diary now in { $folder }. Its code is { $code }.
cli-recovered = The new passphrase is set. The key you just used stops working.
cli-key-sheet = Your recovery key, in groups to write down and as one line:
cli-key-keep = Write it down now and keep it away from this computer. It is not shown again.
cli-key-in-file = The recovery key is in { $file }. Keep it somewhere else than on this computer.
cli-key-not-in-file = The file could not be written after all, so the key is shown here.
cli-key-file =
    The recovery key of a Cairn diary.
    Diary code: { $code }.
    Made on { $day }.
    The standard age program opens the key slot with it:
    age -d -i { $file } recovery.age
cli-passphrase-changed = The passphrase is changed. The recovery key stays the same.

cli-kept = Saved on this computer: { $id }
cli-put-away = Put away: { $id }
cli-back = Back again: { $id }
cli-removed = Deleted for good: { $id }. Backups made before still hold it.
cli-show-when = When:
cli-show-session = Session:
cli-show-tags = Tags:
cli-show-id = Id:
cli-show-learned = One thing I take from this
cli-show-next-step = One small next thing

cli-health-pages = Reading every page
cli-health-structure = Looking at how the pages hang together
cli-health-search = Comparing search with the writing
cli-health-links = Following every link
cli-health-sound = All is well.
cli-restored = The diary is back as it was in that copy. What was here before is set aside.
cli-copy-copy = Copy
cli-copy-before_migration = Before an update
cli-copy-set_aside = Set aside
