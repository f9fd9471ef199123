# Setting up: one calm step after another, with a way back.
setup-step = Step { $step } of { $of }

welcome-title = Welcome to { -app }
welcome-lead = A quiet place to write about your work, your course and yourself.
welcome-yours = It is yours
welcome-yours-text = What you write is locked on this computer. Cairn never uses the internet, and its makers receive nothing.
welcome-unseen = Nobody sees what you write here
welcome-unseen-text = That also means nobody is checking. If you or someone else may be in danger, call for help or tell someone.
welcome-record = It is not a service record
welcome-record-text = Facts about care, harm or risk belong in your service’s own record, the same day. Here, write what you felt, did and learned.
welcome-asked = Private is not always protected
welcome-asked-text = A court or a complaint can ask to see notes like these. So leave out names and details that point to someone.
welcome-pace = You set the pace
welcome-pace-text = No scores, and nothing counts your days. You can skip any question. There is no right answer.
welcome-go = Carry on

setup-look-title = Make it comfortable
setup-look-lead = You see each change at once. All of it can be changed later.
country-label = Where do you live or work?
country-help = A later Cairn will use this to show help lines near you. It never looks up where you are.
country-not-said = I would rather not say
country-scotland = Scotland
country-england = England
country-wales = Wales
country-northernIreland = Northern Ireland
country-ireland = Ireland
country-usa = United States
country-canada = Canada
country-australia = Australia
country-newZealand = New Zealand
country-elsewhere = Somewhere else

setup-passphrase-title = Choose a passphrase
setup-passphrase-lead = It opens your diary. Without it or your recovery key nobody can, not even the makers of Cairn.
setup-passphrase-action = Make my diary
setup-passphrase-waiting = Making your diary…

setup-key-title = Write down your recovery key
setup-key-lead = If the passphrase slips your mind, this key still opens your diary. Copy it on to paper now; Cairn does not keep it.
setup-check-title = Is it all on paper?
setup-check-lead = One group is enough to be sure that you can read it. Capitals and spaces do not matter.

setup-done-title = Your diary is ready
setup-done-lead = You set that up. Whatever you write first is a fine place to start.
setup-done-go = Go to Today

keynote-title = Write down a recovery key
keynote-lead = The paper part was left for later. With a key on paper, you can get in even without your passphrase.
keynote-about = Cairn makes a fresh key now. Any key it made before stops working.
keynote-make = Make a recovery key
