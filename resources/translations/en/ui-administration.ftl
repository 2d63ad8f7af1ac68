## Management: what can be booked, by whom, and by which rules

screen-administration = Manage
administration-resource = Resources
administration-platform = Platforms
administration-closure = Closures
administration-person = People
administration-add = Add
administration-new-resource = New resource
administration-new-platform = New platform
administration-new-closure = New closure
administration-new-person = New person
administration-retired = retired
administration-none = Nothing matches this search.
administration-pick = Choose something from the list.
administration-keys = ↑ ↓ browse · Ctrl+S save · Ctrl+K search
administration-read-only = Read-only: what you see here is kept by others.
administration-save = Save
administration-reset = Reset
administration-changed = { $count ->
    [one] 1 field changed
   *[other] { $count } fields changed
}
administration-saved = { $name } is saved.
administration-leave = There are changes that are not saved. Discard them?
administration-stay = Keep editing
administration-discard = Discard
administration-day-hint = dd/mm/yyyy
administration-codes-hint = Codes with commas between them
administration-units-hint = A number, or names with commas between them
administration-qualified-hint = One a line: code, then the last valid day (S 31/12/2027)
administration-rules-hint = One rule a line: lead_time = 48
administration-closed = closed
administration-nothing = None
administration-name-fr = Name in French
administration-name-en = Name in English
task-reading-catalogue = Reading the catalogue
task-saving-catalogue = Saving to the catalogue

administration-group-identity = Identity
administration-group-people = Roles
administration-group-opening = Dates and hours
administration-group-rules = Rules
administration-group-use = Use
administration-group-approval = Requests and approvals
administration-group-safety = Qualifications and safety
administration-group-end = Catalogue

administration-field-code = Code
administration-field-login = Login
administration-field-name = Name
administration-field-host = Host organisation
administration-field-managers = Managers
administration-field-deputies = Deputies
administration-field-opening = Opening hours
administration-field-rules = Booking rules
administration-field-active = Availability
administration-field-active-yes = Can be booked
administration-field-category = Type
administration-field-platform = Platform
administration-field-site = Site
administration-field-units = Units
administration-field-capacity = Capacity (people)
administration-field-setup = Set-up (minutes)
administration-field-turnaround = Turnaround (minutes)
administration-field-equivalent_to = Equivalents
administration-field-approval = Approval steps, in order
administration-field-requests = Simultaneous requests
administration-field-requires = Required qualifications
administration-field-biosafety = Containment level
administration-field-biosafety_until = Authorised until
administration-field-email = E-mail address
administration-field-partner = Organisation
administration-field-language = Language
administration-field-roles = Roles
administration-field-qualifications = Qualifications
administration-field-suspended_until = Suspended until
administration-field-start = First closed day
administration-field-end = Open again on

administration-category-equipment = Equipment
administration-category-room = Room
administration-category-staff = Staff
administration-requests-hold = A request holds its slot
administration-requests-compete = Several requests may compete
administration-language-fr = French
administration-language-en = English
administration-biosafety-0 = None
administration-biosafety-1 = BSL-1
administration-biosafety-2 = BSL-2
administration-biosafety-3 = BSL-3
administration-biosafety-4 = BSL-4
