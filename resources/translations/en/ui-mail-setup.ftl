## Setting up mail

mail-setup = Set up…
mail-setup-title = Sending mail
mail-setup-hint = Said once for the whole store: through which server invitations and notices go, and in whose name. Only those get mail who asked for it. The password does not enter the store: it stays in this computer’s keyring.
mail-setup-host = Mail server (SMTP)
mail-setup-port = Port
mail-setup-security = Protection
mail-security-starttls = STARTTLS: encrypted as soon as the server answers (recommended)
mail-security-tls = TLS: encrypted from the start
mail-security-none = None: only on a safe network
mail-setup-sender = Sender’s address
mail-setup-name = Sender’s name
mail-setup-user = Login (empty: the server asks for none)
mail-setup-password = Password
mail-setup-password-kept = Known to this computer
mail-setup-trial = Trial
mail-setup-to = Send a trial mail to
mail-setup-try = Try
mail-setup-trying = Sending the trial mail…
mail-setup-save = Save
mail-setup-saved = Saved. Send a trial to be sure that mail arrives.
mail-setup-off = No server is named yet: nothing is written, nothing is sent, and everything else works.
mail-setup-on = Set up: mail goes out from any window that is open on a computer that knows the password.
mail-setup-environment = On this computer the variables PLATFORM_BOOKING_SMTP and PLATFORM_BOOKING_MAIL_FROM come before what is set here.
task-mail-setup = setting up mail
