# The first screen once the diary is open: a greeting, one big choice, a few quiet offers.
today-morning = Good morning.
today-afternoon = Good afternoon.
today-evening = Good evening.
today-night = Welcome back.
today-write = Write
today-write-about = Start anywhere. Spelling does not matter.
today-offers = You could also
today-draft = Carry on with a draft
today-draft-untitled = From { $day }
today-course = Look at the course
today-course-about = 11 sessions, each with a few questions.
today-diary = Read in your diary
today-diary-about = Everything you kept, newest first.
today-recent = The last few pebbles
today-all = All of the diary
today-first-title = This is your diary. It is empty, and that is fine.
today-first-text = The first page can be one line.
