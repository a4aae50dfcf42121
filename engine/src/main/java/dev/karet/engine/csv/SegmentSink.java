package dev.karet.engine.csv;

/**
 * Takes what an intake finds, on the thread of the intake; blocking holds the intake back, and an exception ends it and reaches
 * its caller unchanged.
 */
public interface SegmentSink {

    /** Called once, before everything else; not at all for a file without a record or header. */
    void columns(SourceColumns columns);

    /** Takes a finished segment, whose files are the receiver's to delete. Called in record order. */
    void segment(Segment segment);

    /** Takes a malformed record. Called in record order among themselves; a segment that begins earlier in the file may come later. */
    void malformed(MalformedRecord malformed);
}
