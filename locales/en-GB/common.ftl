# Words used all over the window.
-app = Cairn

app-name = { -app }
skip-to-content = Go to the main part
back = Back
next = Next
later = Later
close = Close
done = Done
cancel = Leave it as it is
continue = Carry on
one-moment = One moment…

passphrase-show = Show
passphrase-hide = Hide

date-today = Today
date-yesterday = Yesterday
date-moment = { $day }, { $time }
