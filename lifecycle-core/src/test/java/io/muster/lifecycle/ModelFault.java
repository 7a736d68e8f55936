package io.muster.lifecycle;

import java.util.List;

/** Something wrong with the engine or what it commands, planted to see that the referee notices. */
interface ModelFault {
    /** What becomes of these commands. */
    List<Command> in(List<Command> commands, Plan plan);

    /** What the engine takes for the budgets. */
    default Budgets budgets(Budgets promised) {
        return promised;
    }

    /** Harms the engine itself, after each event. */
    default void harm(Engine engine, long now) {}

    /** Whether it has done its harm, on which the future may depend. */
    default boolean spent() {
        return false;
    }

    /** Nothing is wrong. */
    static ModelFault none() {
        return (commands, plan) -> commands;
    }
}
