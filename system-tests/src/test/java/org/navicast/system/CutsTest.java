package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.navicast.cast.hub.HubConfig;
import org.navicast.system.WatchfulViewer.Happening;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The promises to a viewer while the network breaks again and again: no press is handed over late,
 * none arrives twice, none is replayed, each that arrived is ended, and no hold outlives its lease.
 */
class CutsTest {
  private static final Logger LOG = LoggerFactory.getLogger(CutsTest.class);

  /** How many in all; a profile asks for a thousand. */
  private static final int CUTS = Integer.getInteger("navicast.cuts", 50);

  private static final long SEED = 20_261_121;

  /** Links that break at the same time, each on its own; most of the time is spent waiting. */
  private static final int LINKS = 4;

  /** What has to happen for this to mean something. */
  private static final Happening[] NEEDED = {
    Happening.ACTED_ON,
    Happening.MADE_WHILE_DOWN,
    Happening.RELEASED,
    Happening.CANCELLED,
    Happening.RAN_OUT_OF_LEASE,
    Happening.OWN_LINK_LOST
  };

  /** What came of one link. */
  private record Outcome(List<String> broken, Map<Happening, Integer> tally, int cuts) {}

  @Test
  void aViewerIsNeverToldWhatIsNotTrue() throws Exception {
    List<Callable<Outcome>> links = new ArrayList<>();
    for (int i = 0; i < LINKS; i++) {
      HubConfig.Publish publish = i % 2 == 0 ? HubConfig.Publish.WEBSOCKET : HubConfig.Publish.HTTP;
      long seed = SEED + i;
      int cuts = (CUTS + LINKS - 1 - i) / LINKS;
      links.add(() -> play(publish, seed, cuts));
    }
    Map<Happening, Integer> tally = new EnumMap<>(Happening.class);
    int cuts = 0;
    List<String> broken = new ArrayList<>();
    List<LogRecord.Entry> log;
    try (LogRecord record = LogRecord.from(Level.INFO);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Outcome> link : executor.invokeAll(links)) {
        Outcome outcome = link.get();
        broken.addAll(outcome.broken());
        cuts += outcome.cuts();
        outcome.tally().forEach((what, count) -> tally.merge(what, count, Integer::sum));
      }
      log = record.entries();
    }
    LOG.info("{} cuts, {} broken promises, presses: {}", cuts, broken.size(), tally);
    assertThat(broken).isEmpty();
    assertThat(cuts).isEqualTo(CUTS);
    assertThat(log)
        .as("a cut is no fault of ours, and is told by us")
        .allMatch(entry -> entry.level() != Level.ERROR)
        .allMatch(entry -> entry.logger().startsWith("org.navicast."));
    assertThat(tally).containsKeys(NEEDED);
  }

  private static Outcome play(HubConfig.Publish publish, long seed, int cuts) throws Exception {
    try (FaultyLink link = new FaultyLink(publish, seed)) {
      String where = publish + ", seed " + seed + ": ";
      List<String> broken = new ArrayList<>();
      try {
        for (int i = 0; i < cuts; i++) {
          link.suffer();
        }
        link.letGo();
      } catch (AssertionError e) {
        broken.add(where + e.getMessage() + "; the last faults: " + link.diary());
      }
      link.viewer().broken().forEach(promise -> broken.add(where + promise));
      for (long pressId : link.viewer().owed()) {
        broken.add(
            where
                + "press "
                + pressId
                + ": arrived and was never ended; the last faults: "
                + link.diary());
      }
      return new Outcome(broken, link.viewer().tally(), link.survived());
    }
  }
}
