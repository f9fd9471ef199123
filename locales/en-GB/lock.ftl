# The door: opening, and what to do when it does not open.
lock-passphrase = Passphrase
lock-open = Open
lock-opening = Opening…
lock-idle = It was quiet for a while, so Cairn locked itself. What you wrote was saved first.
lock-look = Look
lock-use-key = Use my recovery key
lock-earlier = Go back to an earlier copy

lock-key-title = Use your recovery key
lock-key-lead = Copy it from your paper. After that you choose a new passphrase.
lock-key-groups = The groups on your paper
lock-key-groups-help = Leave out the first line; it is the same on every key. Capitals and spaces do not matter. After a full group you move on by yourself.
lock-key-group = Group { $number }
lock-key-look-again = Have another look at group { $number }.
lock-key-new-passphrase = You also get a new recovery key. The one you just typed stops working.
lock-key-action = Open my diary
lock-new-key-title = Here is your new recovery key
lock-new-key-lead = Your diary is open again. Write this key down in place of the old one.

earlier-title = Go back to an earlier copy
earlier-lead = Choose the day you want to go back to.
earlier-kept = Nothing is lost: what is here now is set aside, and stays in this list.
earlier-which = Copies on this computer
earlier-passphrase = The passphrase of that copy
earlier-passphrase-help = The one you used on that day.
earlier-passphrase-first = Type the passphrase first.
earlier-action = Go back to this copy
earlier-none = There are no copies yet
earlier-none-text = Cairn makes the first one after you lock a diary.
