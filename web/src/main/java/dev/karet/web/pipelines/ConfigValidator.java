package dev.karet.web.pipelines;

import dev.karet.model.pipeline.CheckResult;

/** Checks a configuration as whoever runs it would. Thread-safe. */
@FunctionalInterface
public interface ConfigValidator {

    /**
     * Everything that is wrong with it, of its structure and of its meaning.
     *
     * @param pipelineJson a JSON document
     * @throws Unavailable when nobody is there who could say
     */
    CheckResult check(byte[] pipelineJson);

    /** Nobody could be asked. The message says whom and why. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }
    }
}
