### The words that the command line understands, whatever the language of the interface.
### ";" is between values in their order, "," between words that say the same.

phrase-weekday = monday, mon; tuesday, tue, tues; wednesday, wed; thursday, thu, thur, thurs; friday, fri; saturday, sat; sunday, sun
phrase-month = january, jan; february, feb; march, mar; april, apr; may; june, jun; july, jul; august, aug; september, sept, sep; october, oct; november, nov; december, dec
phrase-relative = today; tomorrow, tmrw, tmr; day after tomorrow
phrase-half = morning; afternoon; all day, whole day, day long
phrase-number = one, a, an; two; three; four; five; six
phrase-block-kind = maintenance, servicing; calibration; closure, closed; breakdown, broken
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
phrase-am = am, a.m.
phrase-pm = pm, p.m.
phrase-times = times, sessions, session
phrase-plus = plus, and, with
phrase-learners = learners, learner, people, trainees, trainee, students, student, pax
phrase-block = block, unavailable, out of use
phrase-unit = no, number, unit, nr
phrase-filler = of, the, for, book, reserve, booking
