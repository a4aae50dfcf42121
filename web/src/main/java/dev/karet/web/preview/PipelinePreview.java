package dev.karet.web.preview;

import dev.karet.model.pipeline.PipelineConfig;

/**
 * Draws the graph of a pipeline: its sources, lookups, mappings and tables, where the editor shows them. A pure function that needs no
 * font, display or anything else of the machine. Its time and memory are bounded, whatever the pipeline. Thread-safe.
 */
public final class PipelinePreview {

    /** In pixels; twice what it is shown at. */
    public static final int WIDTH = 1_280;

    /** In pixels; twice what it is shown at. */
    public static final int HEIGHT = 720;

    private static final double MARGIN = 56;

    private PipelinePreview() {}

    /** The picture of {@code config} as a PNG: the same bytes for the same pipeline, from the same Java. */
    public static byte[] png(PipelineConfig config) {
        Graph graph = Graph.of(config);
        Picture picture = new Picture(WIDTH, HEIGHT);
        if (graph.nodes().isEmpty()) {
            EmptyPicture.draw(picture);
        } else {
            double width = WIDTH - 2 * MARGIN;
            double height = HEIGHT - 2 * MARGIN;
            Layout layout = Layout.of(graph, config.layout(), width / height);
            new GraphPicture(graph, layout, picture, MARGIN).draw();
        }
        return picture.png();
    }
}
