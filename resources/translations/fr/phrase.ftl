### Les mots que comprend la ligne de commande, quelle que soit la langue de l’interface.
### « ; » sépare les valeurs dans l’ordre, « , » les mots qui disent la même chose.

phrase-weekday = lundi, lun; mardi, mar; mercredi, mer; jeudi, jeu; vendredi, ven; samedi, sam; dimanche, dim
phrase-month = janvier, janv, jan; février, fév, fevr, févr; mars, mar; avril, avr; mai; juin; juillet, juil; août; septembre, sept; octobre, oct; novembre, nov; décembre, déc
phrase-relative = aujourd’hui, auj; demain; après-demain, surlendemain
phrase-half = matin, matinée; après-midi, aprem; journée, toute la journée
phrase-number = un, une; deux; trois; quatre; cinq; six
phrase-block-kind = maintenance, entretien, révision; étalonnage; fermeture; panne, en panne
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
phrase-am = du matin
phrase-pm = du soir, de l’après-midi
phrase-times = fois, séances, séance, dates
phrase-plus = plus, et, avec
phrase-learners = apprenants, apprenant, participants, participant, personnes, personne, pers, stagiaires, stagiaire, étudiants, élèves
phrase-block = bloc, bloquer, blocage, indispo, indisponible, indisponibilité
phrase-unit = n°, nº, no, numéro, unité, #
phrase-filler = de, du, des, le, la, les, d, pour, réserver, réserve, réservation, en
