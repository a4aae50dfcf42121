package dev.karet.worker;

import dev.karet.model.expr.Expr;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.LookupMapping;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.OtherFields;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Names what a table's rows depend on besides its sources: with the same fingerprint the same sources give the same rows. */
final class Fingerprint {

    /**
     * The meaning of configurations: to be raised by a change of Karet after which the same configuration and sources may give other rows, so
     * that every table is built anew once.
     */
    private static final String MEANING = "1";

    private Fingerprint() {}

    /** Of one table of {@code config}. Names for people do not count. */
    static String of(PipelineConfig config, AnalyticTable table) {
        List<Mapping> mappings = config.mappings().stream()
                .filter(mapping -> mapping.analyticTableId().equals(table.id()))
                .toList();
        Set<String> containers = new TreeSet<>();
        Set<String> lookups = new TreeSet<>();
        for (Mapping mapping : mappings) {
            containers.add(mapping.sourceContainerId());
            mapping.columns().forEach(column -> collect(column.expr(), lookups));
        }
        return hash(new PipelineConfig(
                config.sourceContainers().stream()
                        .filter(container -> containers.contains(container.id()))
                        .map(Fingerprint::nameless)
                        .toList(),
                config.lookupMappings().stream()
                        .filter(lookup -> lookups.contains(lookup.id()))
                        .map(Fingerprint::nameless)
                        .toList(),
                mappings.stream().map(Fingerprint::nameless).toList(),
                List.of(new AnalyticTable(
                        table.id(),
                        "",
                        table.schema(),
                        Optional.empty(),
                        table.partitionKeys(),
                        table.dedupKeys(),
                        OtherFields.NONE)),
                Map.of(),
                OtherFields.NONE));
    }

    /** Of a configuration as a whole, without where the editor shows it. */
    static String of(PipelineConfig config) {
        return hash(new PipelineConfig(
                config.sourceContainers(),
                config.lookupMappings(),
                config.mappings(),
                config.analyticTables(),
                Map.of(),
                config.guards(),
                config.other()));
    }

    private static void collect(Expr expr, Set<String> lookups) {
        if (expr instanceof Expr.LookupRef lookup) {
            int dot = lookup.lookupId().indexOf('.');
            lookups.add(dot < 0 ? lookup.lookupId() : lookup.lookupId().substring(0, dot));
        }
        expr.children().forEach(child -> collect(child, lookups));
    }

    private static SourceContainer nameless(SourceContainer container) {
        return new SourceContainer(
                container.id(), "", container.pathPrefix(), container.schema(), container.format(), OtherFields.NONE);
    }

    private static LookupMapping nameless(LookupMapping lookup) {
        return new LookupMapping(
                lookup.id(),
                Optional.empty(),
                lookup.match(),
                lookup.caseInsensitive(),
                lookup.rows(),
                lookup.children().stream().map(Fingerprint::nameless).toList(),
                lookup.catchAll(),
                OtherFields.NONE);
    }

    private static Mapping nameless(Mapping mapping) {
        return new Mapping(
                mapping.id(),
                Optional.empty(),
                mapping.sourceContainerId(),
                mapping.analyticTableId(),
                mapping.partitionBy(),
                mapping.columns(),
                OtherFields.NONE);
    }

    private static String hash(PipelineConfig config) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(MEANING.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of()
                    .formatHex(digest.digest(PipelineJson.write(config).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
