package dev.karet.e2e.publish;

import dev.karet.store.FaultyObjectStore.Fault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker that dies at any call it makes to the store, before or after the call has its effect, loses nothing: readers of ours see the
 * tables as they were before the run or after it, and another worker makes good whatever was left. The same when the store fails, lies or
 * repeats itself.
 */
class CrashPointsTest {

    private static final List<Fault> DEATHS = List.of(Fault.DIE_BEFORE, Fault.DIE_AFTER);
    private static final List<Fault> TROUBLES =
            List.of(Fault.FAIL_BEFORE, Fault.FAIL_WITHIN, Fault.FAIL_AFTER, Fault.STALE, Fault.TWICE, Fault.TWICE_LATE);

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource
    void aWorkerThatDiesAtSomeCallsIsMadeGoodByAnother(RunKind kind) {
        new RunUnderFault(kind, temp).atOneCallIn(5, DEATHS);
    }

    @ParameterizedTest
    @EnumSource
    void aStoreInTroubleAtSomeCallsLosesAndDoublesNothing(RunKind kind) {
        new RunUnderFault(kind, temp).atOneCallIn(20, TROUBLES);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void aWorkerThatDiesAtAnyCallIsMadeGoodByAnother(RunKind kind) {
        new RunUnderFault(kind, temp).atOneCallIn(1, DEATHS);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void aStoreInTroubleAtAnyCallLosesAndDoublesNothing(RunKind kind) {
        new RunUnderFault(kind, temp).atOneCallIn(1, TROUBLES);
    }
}
