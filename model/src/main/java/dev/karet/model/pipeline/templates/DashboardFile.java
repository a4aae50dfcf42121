package dev.karet.model.pipeline.templates;

/**
 * A dashboard that a new pipeline begins with.
 *
 * @param name its identity: it is stored as {@code dashboards/<name>.json}
 * @param bytes the document, in UTF-8
 */
public record DashboardFile(String name, byte[] bytes) {}
