/** The meaning of expressions in data form, and the contract that every engine passes over it. */
package dev.karet.engine.conformance;
