package io.muster.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches unless the port of the probe server is -1. Reads it as text: what is no number fails at binding. */
final class ProbePortCondition extends SpringBootCondition {
    private static final String PORT = "muster.probes.port";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String port = context.getEnvironment().getProperty(PORT, "").strip();
        boolean off = port.equals(Integer.toString(MusterProperties.Probes.OFF));
        var because = ConditionMessage.forCondition("probe server").because(PORT + (off ? " is -1" : " is not -1"));
        return new ConditionOutcome(!off, because);
    }
}
