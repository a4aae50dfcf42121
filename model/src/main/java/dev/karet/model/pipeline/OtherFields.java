package dev.karet.model.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a stored object that this version does not know, kept so that reading and writing a document loses nothing.
 * Immutable; in document order.
 *
 * @param jsonByName the field's JSON text (compact) by its name
 */
public record OtherFields(Map<String, String> jsonByName) {

    public static final OtherFields NONE = new OtherFields(Map.of());

    public OtherFields {
        jsonByName = Collections.unmodifiableMap(new LinkedHashMap<>(jsonByName));
    }
}
