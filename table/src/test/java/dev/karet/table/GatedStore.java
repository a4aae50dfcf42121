package dev.karet.table;

import dev.karet.store.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Another store in which every body that is opened first passes a gate. */
final class GatedStore {

    private GatedStore() {}

    /** @param gate is given the key; returns when the body may be opened */
    static ObjectStore over(ObjectStore store, Consumer<String> gate) {
        return (ObjectStore) Proxy.newProxyInstance(
                GatedStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("open")) gate.accept((String) arguments[0]);
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
