package io.muster.lifecycle;

import java.util.List;

/** Something wrong with what the engine commands, planted to see that the referee notices. */
interface ModelFault {
    /** What becomes of these commands. */
    List<Command> in(List<Command> commands, Plan plan);

    /** Whether it has done its harm, on which the future may depend. */
    default boolean spent() {
        return false;
    }

    /** Nothing is wrong. */
    static ModelFault none() {
        return (commands, plan) -> commands;
    }
}
