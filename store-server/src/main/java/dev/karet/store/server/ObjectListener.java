package dev.karet.store.server;

/** Wants to know of new objects. */
@FunctionalInterface
public interface ObjectListener {

    /** Nobody. */
    ObjectListener NOBODY = event -> {};

    /**
     * Called on a thread of the store's own, one event at a time, after the object is visible and durable.
     *
     * <p>An exception means "again, later": the event is delivered again until it is taken or the store closes. Events that are still
     * waiting then are gone, so whoever must not miss an object also lists the bucket from time to time.
     */
    void created(ObjectCreated event) throws Exception;
}
