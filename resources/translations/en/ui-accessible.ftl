### What only screen readers say.

rail = Screens
region-selection = Details of the selection
region-request = Details of the request
region-reports = Reports
region-keys = Shortcuts
strip-bar = Taken from { $start } to { $end }
strip-block = Out of service from { $start } to { $end }
