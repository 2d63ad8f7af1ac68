## Ce qui conviendrait à la place

alternative-add = avec { $lines } en plus, { $when }
alternative-length = une autre durée : { $when }
alternative-wait = à redemander à partir du { $moment } : { $when }
alternative-also-resource = avec { $resource } à la place de { $instead_of }
alternative-also-add = avec { $lines } en plus
alternative-also-skip = sans { $count ->
    [one] la date du { $dates }
   *[other] ces { $count } dates : { $dates }
}
