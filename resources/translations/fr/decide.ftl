## Décider ensemble : échéances, questions, propositions, avis

invalid-message-text = Le message est vide, dépasse { $longest } caractères ou contient des signes qui ne se conservent pas. Reformulez-le.
invalid-no-open-question = Personne n’attend de réponse à propos de { $ref }.
invalid-no-open-proposal = Il n’y a pas (ou plus) de proposition à accepter ou à refuser pour { $ref }. « platform-booking show { $ref } » indique ce qui a été proposé.
invalid-nothing-proposed = Proposez un autre horaire (--start) ou une autre ressource (--instead).
invalid-exchange-at-all-dates = Une ressource s’échange à toutes les dates de { $ref }. Retirez --occurrence, ou proposez un autre horaire.
invalid-which-line = On ne sait pas quelle ligne de { $ref } est visée. Nommez sa ressource avec --resource.
doing-take_offer = accepter ce qui est offert pour
doing-ask = demander une précision sur
doing-answer = répondre pour
doing-propose = faire une proposition pour
doing-accept = accepter une proposition pour
doing-decline-proposal = refuser une proposition pour

message-question = question
message-answer = réponse
message-proposal = proposition
message-accepted = proposition acceptée
message-refused = proposition refusée
proposal-when = { $date } → { $when }
proposal-resource = { $resource } à la place de { $instead_of }
proposal-for-rival = en remplacement de ce qui a été refusé au profit de { $rival }

deadline-expire = expire le { $at }
deadline-escalate = transmise à d’autres le { $at }
waits-for-organiser = attend l’organisateur

due-expired = { $ref } « { $title } » : la demande a expiré ({ $dates }).
due-escalated = { $ref } « { $title } » : la demande a été transmise à { $persons }.
due-nothing = Rien n’était à échéance.

notice-unreadable = Un message que ce programme ne sait pas lire.
notice-approved = { $by } a approuvé « { $title } » : { $status }.
notice-declined = { $by } a refusé « { $title } » : { $reason }
notice-displaced = « { $title } » a dû céder la place à une autre demande ({ $dates }). { $offers ->
    [0] Rien d’autre n’était libre à proximité.
    [one] Une offre peut être acceptée.
   *[other] { $offers } offres peuvent être acceptées.
}
notice-question = { $by } demande une précision sur « { $title } » : { $text }
notice-answer = { $by } a répondu à propos de « { $title } » : { $text }
notice-proposal = { $by } propose autre chose pour « { $title } ». { $text }
notice-proposal-accepted = { $by } a accepté votre proposition pour « { $title } ».
notice-proposal-refused = { $by } a refusé votre proposition pour « { $title } ». { $text }
notice-withdrawn = { $by } a retiré la décision sur « { $title } » : { $status }.
notice-restored = { $by } a de nouveau pris sa décision sur « { $title } » : { $status }.
notice-expired = Personne n’a décidé à temps de « { $title } » : la demande a expiré ({ $dates }).
notice-escalated = « { $title } » attend depuis trop longtemps : vous pouvez décider aussi.
notices-none = Aucun avis.
notices-new = nouveau

label-displaced = Ces demandes céderaient la place :
label-offered = Offert à leur place :
label-messages = Messages
label-proposals = Propositions en cours (« accept { $ref } » prend la première)
label-deadline = Échéance
column-deadline = Échéance
done-approve-dry = Essai à blanc, rien n’a été écrit : { $ref } serait « { $state } ».
done-ask = Votre question sur { $ref } a été transmise à { $organiser }.
done-answer = Votre réponse sur { $ref } a été transmise.
done-propose = Votre proposition pour { $ref } a été transmise à { $organiser }.
done-propose-dry = Essai à blanc, rien n’a été écrit : la proposition est possible.
done-accept = La proposition est acceptée ; { $ref } est maintenant : { $state }.
done-decline-proposal = La proposition pour { $ref } est refusée ; la demande continue d’attendre.
done-read = { $count ->
    [one] Un avis marqué comme lu.
   *[other] { $count } avis marqués comme lus.
}
help-ask = Demander une précision à l’organisateur d’une demande.
help-answer = Répondre à une question sur sa demande.
help-propose = Proposer un autre horaire ou une autre ressource pour une demande.
help-accept = Accepter une proposition : une seule action, l’accord de qui propose est acquis.
help-decline-proposal = Refuser une proposition ; ce qui était demandé continue d’attendre.
help-due = Appliquer ce qui est à échéance : demandes qui expirent ou sont transmises.
help-notices = Ce dont on vous avise : décisions, questions, propositions.
opt-refs = Références d’une ou de plusieurs réservations
opt-occurrences = Date d’une occurrence (répétable)
opt-message = Message
opt-instead = Code de la ressource à prendre à la place
opt-line-resource = Code de la ressource de la ligne visée
opt-proposal = Numéro de la proposition, s’il y en a plusieurs
opt-new-start = Nouveau début, par exemple 2026-10-06T09:00
opt-new-end = Nouvelle fin
opt-read = Tout marquer comme lu
opt-all = Y compris les avis déjà lus
