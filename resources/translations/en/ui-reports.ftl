# Reports

screen-reports = Reports
action-show-reports = Reports
reports-hint = Arrows: walk · Enter: open a platform
task-reporting = Adding up reports
reports-month = Month
reports-half = Half-year
reports-year = Year
reports-platforms = Platforms: { $name }
reports-all-platforms = All platforms
reports-my-platforms = My platforms
reports-print = Print
reports-export = Export
reports-print-report = This report…
reports-as-xlsx = Excel workbook (XLSX)…
reports-as-csv = Table shown (CSV)…
reports-as-pdf = PDF document…
reports-filter-xlsx = Workbook (*.xlsx)
reports-filter-csv = Table (*.csv)
reports-filter-pdf = Document (*.pdf)
reports-file-name = report
reports-take = Export table
reports-take-tip = Write this table to a CSV file
reports-utilisation = Use of open hours
reports-trend = { $points } points in a year
reports-approved = Approved hours
reports-bookings = { $count ->
    [one] { $number } booking
   *[other] { $number } bookings
}
reports-learners = Learner-hours
reports-participations = { $count ->
    [one] { $number } participation
   *[other] { $number } participations
}
reports-delay = Median approval delay
reports-ninth-decile = nine in ten within { $lasting }
reports-refused = Requests refused
reports-displaced = { $count } of them for another request
reports-missed = No-shows
reports-hours = { $hours } h
reports-heat = Utilisation by week
reports-heat-daily = Utilisation by day
reports-rows-resource = Resources
reports-rows-platform = Platforms
reports-as-table = Table
reports-as-table-tip = The same figures as a table
reports-empty-share = 0%
reports-full-share = 100% of open hours
reports-closed = closed
reports-of-open = { $share } of open hours
reports-week-of = week of { $day }
reports-day-of = { $day }
reports-average = average
reports-partners = Hours by partner
reports-solid = approved
reports-hatched = requested
reports-bar = { $name }: { $approved } h approved, { $requested } h requested
reports-share = Shares
reports-share-category = Partner category
reports-share-purpose = Purpose
reports-share-funding = Funder
reports-share-partner = Partner
reports-share-platform = Platform
reports-share-resource = Resource
reports-requests = Requests
reports-requests-delays = Delays
reports-requests-refusals = Refusals
reports-requests-reasons = Reasons

# Printing

action-print-week = Week plan…
action-print-door = Door sheet…
action-print-attendance = Attendance sheet…
print-sheet-week = Week plan
print-sheet-door = Door sheet
print-sheet-attendance = Attendance sheet
print-resource = Room or equipment
print-day = Day
print-to-pdf = Save as PDF…
print-to-printer = Print…
print-no-such-resource = Choose a resource of the list.
invalid-no-printer = No printer was found. Save the page as PDF.
task-printing = Setting the page
print-week-of = Week of { $day }
print-nothing = Nothing booked.
print-units = { $count ->
    [one] unit { $units }
   *[other] units { $units }
}
print-taken = taken
print-asked = requested, not yet approved
print-learners = { $count ->
    [one] { $count } learner
   *[other] { $count } learners
}
print-as-of = As of { $moment }
print-line-number = No.
print-line-name = Name
print-line-morning = Signature, morning
print-line-afternoon = Signature, afternoon
print-line-signature = Signature
print-trainers = Trainers
print-places = Place and equipment
print-when = Date
print-organiser = Organised by
