### The words that the command line understands, whatever the language of the interface.
### ";" is between values in their order, "," between words that say the same.

phrase-weekday = monday, mondays, mon; tuesday, tuesdays, tue, tues; wednesday, wednesdays, wed; thursday, thursdays, thu, thur, thurs; friday, fridays, fri; saturday, saturdays, sat; sunday, sundays, sun
phrase-month = january, jan; february, feb; march, mar; april, apr; may; june, jun; july, jul; august, aug; september, sept, sep; october, oct; november, nov; december, dec
phrase-relative = today; tomorrow, tmrw, tmr; day after tomorrow
phrase-half = morning, mornings; afternoon, afternoons; all day, whole day, day long
phrase-number = one, a, an; two; three; four; five; six
phrase-block-kind = maintenance, servicing; calibration; closure, closed; breakdown, broken
phrase-every = every, each; every other, every second
phrase-rhythm = every week, each week, weekly; every other week, every second week, every two weeks, every 2 weeks, every fortnight, fortnightly; every day, each day, daily
phrase-in = in
phrase-on = on, the, this
phrase-at = at, around
phrase-from = from, between
phrase-to = to, till
phrase-for = for, lasting
phrase-next = next, coming
phrase-until = until, till, til
phrase-except = except, but, without
phrase-ordinal = st, nd, rd, th
phrase-hour = hour, hours, hr, hrs
phrase-minute = minute, minutes, mins
phrase-day = d, day, days
phrase-week = w, week, weeks, wk, wks
phrase-month-word = month
phrase-this = this
phrase-within = within, during
phrase-am = am, a.m.
phrase-pm = pm, p.m.
phrase-times = times, sessions, session
phrase-plus = plus, and, with
phrase-learners = learners, learner, people, trainees, trainee, students, student, pax
phrase-block = block, unavailable, out of use
phrase-unit = no, number, unit, nr
phrase-filler = of, the, for, book, reserve, booking

## A phrase that is not enough

invalid-phrase-too-long = This phrase is too long. Say it in { $most } characters at most.
invalid-phrase-no-resource = No resource is recognised. Begin with its name or code: “bioreactor 50 L tue 2-5pm”.
invalid-phrase-several = “{ $words }” may mean several resources: { $choices }. Add the site or the code.
invalid-phrase-unknown = “{ $words }” is not understood. A title goes in quotation marks; take out or correct the rest.
invalid-phrase-no-end = From { $start }, but until when? Add the end or the length: 14-17, or 14h 3h.
invalid-phrase-how-often = How many times? Add the number or the last day: x6, or until 15/12.
invalid-phrase-rhythm-when = Say the day and the hour too: slots are only looked for from week to week.
invalid-phrase-no-day = Which day? A block begins and ends on a day: mon-tue, or 3/12 8am-12pm.
invalid-phrase-no-reason = Why? Add the reason: maintenance, calibration, closure, breakdown, or a few words.
invalid-phrase-one-block = One phrase makes one block, of one resource, without repetition.

help-say = Do what a phrase says: “50 L bioreactor tue 2-5pm x6” books, “!block 200 L mon-tue maintenance” blocks; without a day or an hour a slot is looked for.
opt-phrase = The phrase: resources (“2 psm + room A”), then in any order day, hours or length, x6 or “until 15/12”, “except 8/12”, “12 learners”, @partner or @person, "title", !block
