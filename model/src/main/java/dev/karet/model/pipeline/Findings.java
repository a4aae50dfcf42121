package dev.karet.model.pipeline;

import dev.karet.model.Problems;

/** Where the parts of the checker put what they find. */
record Findings(Problems errors, Problems warnings) {}
