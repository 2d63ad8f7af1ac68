## Décider ensemble : ce que dit la fenêtre

action-propose = Proposer autre chose…
action-ask = Demander une précision…
action-answer = Répondre à la question…
action-accept = Accepter la proposition
action-refuse = Refuser la proposition
button-answer = Répondre
button-accept = Accepter la proposition
button-refuse = Refuser
task-sending = l’envoi du message
task-reading-notices = la lecture des avis
task-due = l’application des échéances
done-asked = Question envoyée à { $who }
done-answered = Réponse envoyée pour « { $title } »
done-proposed = Proposition envoyée à { $who }
done-accepted = Proposition acceptée pour « { $title } »
done-refused = Proposition refusée pour « { $title } »
done-declined-many = { $count ->
    [0] Aucune demande refusée
    [one] Une demande refusée
   *[other] { $count } demandes refusées
}
reason-ask-title = Demander une précision
reason-ask-question = Que voulez-vous savoir sur « { $title } » ?
reason-ask-hint = L’organisateur est avisé ; la demande continue d’attendre votre décision.
reason-ask-placeholder = Par exemple : quelle souche, quel niveau de confinement ?
reason-ask-send = Envoyer la question
reason-answer-title = Répondre à la question
reason-answer-question = Votre réponse pour « { $title } »
reason-answer-hint = La personne qui a posé la question est avisée.
reason-answer-placeholder = Votre réponse
reason-answer-send = Envoyer la réponse

conversation = Échanges
conversation-question = { $who } demande une précision
conversation-answer = { $who } a répondu
conversation-proposal = { $who } propose autre chose
conversation-offer = Offert par { $who } à la place de ce qui a été refusé
conversation-accepted = { $who } a accepté la proposition
conversation-refused = { $who } a refusé la proposition
conversation-instead = { $resource } à la place de { $instead_of }

requests-propose = Proposer
requests-ask = Demander une précision
requests-no-date = Aucune date n’est cochée : cochez celles sur lesquelles vous décidez.
requests-deadline-expire = expire { $at }
requests-deadline-escalate = sera transmise { $at }
requests-verdict-asked = Attend l’organisateur
requests-dates-title = Dates
requests-dates-ticked = votre décision porte sur { $count } de { $total }
requests-dates-all = Toutes
requests-dates-none = Aucune
requests-displaced = { $count ->
    [one] Si vous approuvez, une demande cède la place
   *[other] Si vous approuvez, { $count } demandes cèdent la place
}
requests-displaced-note = Elles sont refusées en même temps ; leurs organisateurs peuvent accepter ces offres d’un geste.
requests-displaced-nothing = Rien d’autre n’est libre à proximité.

propose-title = Proposer autre chose
propose-question = Que proposez-vous pour « { $title } » ?
propose-hint = Rien n’est réservé d’avance. Si l’organisateur accepte, votre accord est acquis ; les autres plateformes décident comme d’habitude.
propose-looking = Recherche de ce qui est libre…
propose-none = Rien de libre à proximité : indiquez un horaire.
propose-other = Un autre horaire (même durée ; une série est décalée tout entière)
propose-day = Jour
propose-time = Début
propose-message = Message à l’organisateur (facultatif)
propose-send = Proposer
propose-unclear = Le jour ou l’heure ne se comprend pas.

told = Avis
told-tip = Décisions, questions, propositions et offres qui vous concernent
told-read-all = Tout marquer comme lu
told-nothing = Aucun avis : tout ce qui vous concerne s’affichera ici.
told-new = nouveau

history-accept = a accepté une proposition
