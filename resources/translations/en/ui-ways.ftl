## What would do instead, in the window

editor-way-add = Add { $lines }
editor-way-length = { $hours } instead, on { $day }
editor-way-also-time = on { $day }, { $hours }
editor-way-also-add = with { $lines } as well
editor-way-also-skip = without { $dates }
way-add = Same slot, with { $lines } as well
way-add-detail = Opens in the editor
way-length = { $when }
way-length-detail = Another length
