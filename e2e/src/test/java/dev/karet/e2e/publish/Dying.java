package dev.karet.e2e.publish;

import dev.karet.store.FaultyObjectStore;
import dev.karet.store.FaultyObjectStore.Fault;
import dev.karet.store.FaultyObjectStore.Script;
import dev.karet.store.ObjectStore;

/** Whether the call to the store at which a process dies has its effect; calls are numbered from 0. */
enum Dying {
    BEFORE(Fault.DIE_BEFORE),
    AFTER(Fault.DIE_AFTER);

    private final Fault fault;

    Dying(Fault fault) {
        this.fault = fault;
    }

    /** The bucket as a process sees it that dies at this call. */
    FaultyObjectStore at(int call, ObjectStore bucket) {
        return new FaultyObjectStore(bucket, Script.only(call, fault));
    }
}
