"""A small house that many tests are at home in: two partners, two platforms, a pool, rooms and what competes."""

CATALOGUE = """
[[partners]]
code = "UNI"
name = "Université"
[[partners]]
code = "CHU"
name = "Hôpital"

[[persons]]
login = "tina"
name = "Tina"
partner = "UNI"
roles = ["trainer"]
[[persons]]
login = "colin"
name = "Colin"
partner = "UNI"
[[persons]]
login = "mona"
name = "Mona"
partner = "UNI"
[[persons]]
login = "zoe"
name = "Zoé"
partner = "CHU"
[[persons]]
login = "sam"
name = "Sam"
partner = "CHU"
roles = ["safety"]

[[platforms]]
code = "USP"
name = "Amont"
host = "UNI"
managers = ["mona"]
[[platforms]]
code = "ZAC"
name = "Zones"
host = "CHU"
managers = ["zoe"]

[[resources]]
code = "BIO"
name = { fr = "Bioréacteur", en = "Bioreactor" }
platform = "USP"
setup = 60
turnaround = 30
approval = ["manager"]
equivalent_to = ["BIO-B"]
[[resources]]
code = "BIO-B"
name = "Bioréacteur B"
platform = "USP"
setup = 60
turnaround = 30
approval = ["manager"]
[[resources]]
code = "PSM"
name = "PSM"
platform = "ZAC"
units = 4
[[resources]]
code = "ZAC1"
name = "ZAC"
category = "room"
platform = "ZAC"
capacity = 8
approval = ["manager", "safety"]
[[resources]]
code = "RARE"
name = "Rare"
platform = "USP"
approval = ["manager"]
requests = "compete"
[[resources]]
code = "TWINS"
name = "Deux"
platform = "USP"
units = 2
approval = ["manager"]
requests = "compete"
[[resources]]
code = "SALLE"
name = "Salle"
category = "room"
platform = "USP"
capacity = 30
"""
