/** Start and stop a service as one graph of components, with budgets, reports and an exit code. */
module io.muster.lifecycle {
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires static jdk.unsupported;
    requires static jdk.jfr;

    exports io.muster.lifecycle;

    uses io.muster.lifecycle.FailureClassifier;
}
