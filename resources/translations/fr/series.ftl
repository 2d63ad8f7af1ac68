help-edit = Modifier une réservation ou certaines dates d’une série : titre, horaire, ressources, répétition.
opt-add = Ressource à ajouter : CODE ou CODE:N
opt-remove = Ressource à retirer
opt-exchange = Ressource à échanger : CODE=AUTRE
opt-quantity = Autre quantité d’une ressource : CODE:N
opt-on-conflict-edit = Dates où quelque chose est pris : tout refuser (refuse), ou les laisser telles quelles (skip)
opt-expected-version = Seulement si la réservation a encore cette version
done-edit = { $ref } a été modifiée ; elle est maintenant : { $state }.
done-edit-dry = Essai à blanc, rien n’a été écrit. Date par date :
done-split = Elle continue { $former }, qui se termine avant cette date.
left-as-they-are = Laissées telles quelles, parce que quelque chose est pris : { $dates }.
preview-conflicts = Quelque chose est pris : { $dates }. Choisissez un autre horaire, ou laissez ces dates telles quelles avec --on-conflict skip.
preview-kept = conservée
preview-moved = déplacée
preview-added = nouvelle
preview-cancelled = annulée
column-change = changement
column-before = avant
column-after = après
invalid-only-of-the-whole = Apprenants, finalité, visibilité et répétition appartiennent à { $ref } tout entière. Modifiez-les pour toutes les dates, ou pour une date et les suivantes (--following).
invalid-resource-not-booked = { $value } ne fait pas partie de { $ref } à ces dates. Choisissez parmi : { $allowed }.
invalid-nothing-to-edit = Aucune modification n’est indiquée. Ajoutez une option comme --title, --start, --add ou --rrule.
invalid-exchange-spec = « { $value } » n’indique pas un échange. Écrivez CODE=AUTRE.
invalid-end-needs-start = Une nouvelle fin ou durée demande aussi --start.
