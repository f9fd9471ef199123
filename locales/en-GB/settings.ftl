# Settings: how it looks, how safe it is, what it is.
settings-sections = Parts of the settings
settings-look = Look
settings-safety = Safety
settings-about = About

look-theme = Light or dark
look-theme-system = Like this computer
look-theme-light = Light
look-theme-dark = Dark
look-theme-contrast = High contrast
look-tint = Paper
look-tint-cream = Cream
look-tint-white = White
look-tint-blue = Blue
look-tint-green = Green
look-tint-peach = Peach
look-tint-grey = Grey
look-font = Letters
look-font-sample = Ag
look-font-atkinson = Atkinson Hyperlegible
look-font-lexend = Lexend
look-font-opendyslexic = OpenDyslexic
look-font-system = This computer’s own
look-size = Size
look-size-shown = { $size } %
look-lines = Space between lines
look-letters = Space between letters
look-space-normal = Usual
look-space-wide = Wide
look-space-wider = Wider
look-motion = Less motion
look-motion-help = Things appear at once, without fading.

idle-title = Locking by itself
idle-about = When nothing has been touched for a while, Cairn saves and locks. It asks 30 seconds before.
idle-label = Lock after
idle-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
idle-never = Never
idle-never-about = Anyone who sits down here can then read what is open. Lock it yourself when you leave.

change-title = Passphrase
change-about = Your recovery key stays the same when you change it.
change-open = Change the passphrase
change-current = The passphrase you have now
change-action = Use the new passphrase
change-waiting = Changing it…
change-done = The new passphrase opens your diary from now on. Earlier copies still open with the old one.

newkey-title = Recovery key
newkey-about = Lost the paper, or not sure who has seen it? Make a new key. The one before stops opening this diary.
newkey-make = Make a new recovery key
newkey-done = Your new recovery key is on paper. You can tear up the old one.

copies-title = Earlier copies
copies-about = Cairn keeps locked copies on this computer. You can go back to one from the lock screen.
copies-none = No copies yet. The first one is made after you lock.
copies-make = Make a copy now
copies-made = A copy has been made.
copies-all = Show all of them

health-title = Health check
health-about = Reads everything once, to see that it is sound. Nothing is changed.
health-check = Check now
health-step-pages = Reading every page…
health-step-structure = Looking at how it fits together…
health-step-search = Looking at the search index…
health-step-links = Looking at the links…
health-sound = All is sound.
health-found = Some parts are not sound.
health-found-pages = Pages on the disk have been damaged.
health-found-structure = The diary does not quite fit together.
health-found-search = Find may not see everything.
health-found-links = Some links lead nowhere.
health-found-next = Make a copy now. Then lock, and go back to an earlier copy from the lock screen.

about-title = What Cairn is
about-words = A private diary for peer support workers and those on a course to become one.
about-version = Version { $version }
about-promises = What it promises
about-promise-local = It never uses the internet. Nothing leaves this computer unless you take it.
about-promise-locked = Everything you write is locked with a key that only you can open.
about-promise-quiet = It does not judge, guess your mood, or look through your words for warning signs.
about-promise-yours = You can delete anything for good.
about-promise-checking = Nobody sees what you write here. That also means nobody is checking.
about-limits = What it cannot do
about-limits-words = A court or a complaint can ask to see private notes. Leave out names and details that point to someone.
about-limits-hide = It cannot stop software that watches this computer. Your employer may watch or copy a work computer.
