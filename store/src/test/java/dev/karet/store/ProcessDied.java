package dev.karet.store;

/** What every call of a process throws that a script has killed; an error, so that nothing catches it by accident. */
public final class ProcessDied extends Error {

    private static final long serialVersionUID = 1L;

    ProcessDied(int call) {
        super("the script killed this process at call " + call);
    }
}
