package dev.karet.web.auth;

import java.time.Duration;

/** Why nobody's password can be looked at now. The message is a sentence for whoever asked. */
public abstract sealed class AuthFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private AuthFault(String message) {
        super(message, null, false, false);
    }

    /** As many passwords are being checked as memory allows. */
    public static final class Busy extends AuthFault {
        private static final long serialVersionUID = 1L;

        private final transient Duration retryAfter;

        Busy(Duration retryAfter) {
            super("Too many passwords are being checked at this moment. Try again in a few seconds.");
            this.retryAfter = retryAfter;
        }

        /** After what time it is worth asking again. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** What the bucket says of the administrator makes no sense to us. */
    public static final class AdminUnreadable extends AuthFault {
        private static final long serialVersionUID = 1L;

        AdminUnreadable(String why) {
            super("_auth/admin.json in the bucket cannot be used: %s. \"karet reset-password\" writes a new one."
                    .formatted(why));
        }
    }
}
