package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelCheckTest {
    private static void run(String n, Stream<ModelGraph> graphs) {
        long t = System.nanoTime();
        long[] c = new long[4];
        graphs.forEach(g -> { long t0=System.nanoTime(); var e = ModelExplorer.explore(g); c[0]++; c[1] += e.states(); c[2] += e.steps(); System.out.println(g+" "+e.states()+" "+e.steps()+" "+(System.nanoTime()-t0)/1000000); if (e.states() > c[3]) c[3] = e.states(); });
        System.out.println(n + " graphs " + c[0] + " states " + c[1] + " steps " + c[2] + " max " + c[3] + " ms " + (System.nanoTime() - t) / 1000000);
    }

    @Test void singles() { run("singles", ModelGraphs.singles()); }
    @Test void pairs() { run("pairs", ModelGraphs.pairs()); }
    
}
