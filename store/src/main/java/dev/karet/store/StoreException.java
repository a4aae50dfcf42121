package dev.karet.store;

/** A store that could not do what it was asked. The message is a sentence for the person who runs Karet. */
public sealed class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same failure, told in the words of whoever knows what it means. */
    public StoreException saying(String message) {
        return new StoreException(message, this);
    }

    /** The store could not be reached, or failed by its own word, until the deadline. */
    public static final class StoreUnavailable extends StoreException {
        private static final long serialVersionUID = 1L;

        public StoreUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The store refuses these credentials, or refuses them this. */
    public static final class StoreDenied extends StoreException {
        private static final long serialVersionUID = 1L;

        public StoreDenied(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The bucket does not exist. */
    public static final class BucketNotFound extends StoreException {
        private static final long serialVersionUID = 1L;

        public BucketNotFound(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Nothing is stored under the key. */
    public static final class ObjectNotFound extends StoreException {
        private static final long serialVersionUID = 1L;

        public ObjectNotFound(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
