/** An application that uses the Muster libraries as named modules. */
module io.muster.samples.consumer {
    requires io.muster.lifecycle;
    requires io.muster.health;
    requires io.muster.validation;
}
