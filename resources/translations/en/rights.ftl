invalid-database-name-too-long = The name “{ $database }” is too long for a database: the roles named after it would exceed { $longest } characters. Choose a shorter name.
invalid-role-name = “{ $role }” cannot be a login on the server: it takes 1 to { $longest } characters and must not begin with “pg_”.
invalid-password-unfit = This password does not suit: it takes at least { $shortest } characters, without accents or characters that only some keyboards have.
invalid-wish-unreadable = This wish on the waiting list cannot be read: withdraw it and make it again.
refused-by-store = The store refuses this: it is not within your rights ({ $detail }).
