package io.muster.validation;

/** A way to say a {@link Report}. */
public enum ReportFormat {
    /** For people at a terminal: at most 100 columns, no colour, the summary last. */
    TEXT,
    /** For log search: one JSON object a line, first one for each finding, last the summary. */
    JSON,
    /** For GitHub Actions: one annotation for each finding, then the summary. */
    GITHUB
}
