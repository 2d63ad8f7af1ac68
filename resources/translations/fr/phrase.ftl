### Les mots que comprend la ligne de commande, quelle que soit la langue de l’interface.
### « ; » sépare les valeurs dans l’ordre, « , » les mots qui disent la même chose.

phrase-weekday = lundi, lundis, lun; mardi, mardis, mar; mercredi, mercredis, mer; jeudi, jeudis, jeu; vendredi, vendredis, ven; samedi, samedis, sam; dimanche, dimanches, dim
phrase-month = janvier, janv, jan; février, fév, fevr, févr; mars, mar; avril, avr; mai; juin; juillet, juil; août; septembre, sept; octobre, oct; novembre, nov; décembre, déc
phrase-relative = aujourd’hui, auj; demain; après-demain, surlendemain
phrase-half = matin, matins, matinée; après-midi, après-midis, aprem; journée, toute la journée
phrase-number = un, une; deux; trois; quatre; cinq; six
phrase-block-kind = maintenance, entretien, révision; étalonnage; fermeture; panne, en panne
phrase-every = chaque, tous les
phrase-rhythm = chaque semaine, toutes les semaines, hebdomadaire; une semaine sur deux, toutes les deux semaines, toutes les 2 semaines, tous les quinze jours, tous les 15 jours; chaque jour, tous les jours, quotidien
phrase-in = dans
phrase-on = le, ce
phrase-at = à, vers, dès
phrase-from = du, de, depuis
phrase-to = au, à, jusqu’à
phrase-for = pendant, durant, durée
phrase-next = prochain, prochaine
phrase-until = jusqu’au, jusqu’à, jusque
phrase-except = sauf, hors
phrase-ordinal = er, e, ème
phrase-hour = h, heure, heures
phrase-minute = min, mn, minute, minutes
phrase-day = j, jour, jours
phrase-week = sem, semaine, semaines
phrase-month-word = mois
phrase-this = cette, ce
phrase-within = courant, au cours de
phrase-am = du matin
phrase-pm = du soir, de l’après-midi
phrase-times = fois, séances, séance, dates
phrase-plus = plus, et, avec
phrase-learners = apprenants, apprenant, participants, participant, personnes, personne, pers, stagiaires, stagiaire, étudiants, élèves
phrase-block = bloc, bloquer, blocage, indispo, indisponible, indisponibilité
phrase-unit = n°, nº, no, numéro, unité, #
phrase-filler = de, du, des, le, la, les, d, pour, réserver, réserve, réservation, en

## Une phrase qui ne suffit pas

invalid-phrase-too-long = Cette phrase est trop longue. Dites-la en { $most } caractères au plus.
invalid-phrase-no-resource = Aucune ressource n’est reconnue. Commencez par son nom ou son code : « bioréacteur 50 L mar 14-17 ».
invalid-phrase-several = « { $words } » peut désigner plusieurs ressources : { $choices }. Précisez le site ou le code.
invalid-phrase-unknown = « { $words } » n’est pas compris. Un titre se met entre guillemets ; enlevez ou corrigez le reste.
invalid-phrase-no-end = Début à { $start }, mais jusqu’à quand ? Ajoutez la fin ou la durée : 14-17, ou 14h 3h.
invalid-phrase-how-often = Combien de fois ? Ajoutez le nombre ou le dernier jour : x6, ou jusqu’au 15/12.
invalid-phrase-rhythm-when = Dites aussi le jour et l’heure : un créneau n’est cherché que de semaine en semaine.
invalid-phrase-no-day = Quel jour ? Une indisponibilité commence et finit à un jour donné : lun-mar, ou 3/12 8h-12h.
invalid-phrase-no-reason = Pourquoi ? Ajoutez le motif : maintenance, étalonnage, fermeture, panne, ou quelques mots.
invalid-phrase-one-block = Une phrase déclare une seule indisponibilité, d’une seule ressource, sans répétition.

help-say = Faire ce que dit une phrase : « bioréacteur 50 L mar 14-17 x6 » réserve, « !bloc 200 L lun-mar maintenance » rend indisponible ; sans jour ou sans heure, un créneau est cherché.
opt-phrase = La phrase : ressources (« 2 psm + salle A »), puis dans n’importe quel ordre jour, heures ou durée, x6 ou « jusqu’au 15/12 », « sauf 8/12 », « 12 apprenants », @structure ou @personne, "titre", !bloc
