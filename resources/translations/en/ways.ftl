## What would do instead

alternative-add = with { $lines } as well, { $when }
alternative-length = another length: { $when }
alternative-wait = ask again from { $moment }: { $when }
alternative-also-resource = with { $resource } instead of { $instead_of }
alternative-also-add = with { $lines } as well
alternative-also-skip = without { $count ->
    [one] the date of { $dates }
   *[other] these { $count } dates: { $dates }
}
