package org.navicast.app.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.engine.PoseSettings;
import org.navicast.gateway.engine.PoseSettings.Smoothing;

/** Reads when the poses of a tracker are doubted, how often they are told, which are smoothed. */
final class PoseReader {
  private static final int LEAST_FRESH_MILLIS = 50;
  private static final int MOST_FRESH_MILLIS = 60_000;
  private static final int MOST_RANGE_MILLIMETRES = 1_000_000;
  private static final int MOST_JOIN_MILLIS = 1_000;
  private static final double LEAST_CUTOFF_HZ = 0.01;
  private static final double MOST_CUTOFF_HZ = 100;
  private static final double MOST_BETA = 1_000;

  private static final Key<String> TOOL = Key.text("tool", "Name of the tool.");
  private static final Key<Double> MIN_CUTOFF =
      cutoff("min-cutoff-hz", Smoothing.DEFAULT.minCutoffHz(), "Cutoff at rest.");
  private static final Key<Double> BETA =
      beta("beta", Smoothing.DEFAULT.beta(), "Hertz for each metre a second.");
  private static final Key<Double> DERIVATIVE_CUTOFF =
      cutoff("derivative-cutoff-hz", Smoothing.DEFAULT.derivativeCutoffHz(), "Of its speed.");
  private static final Key<Double> TURN_MIN_CUTOFF =
      cutoff("turn-min-cutoff-hz", Smoothing.DEFAULT.turnMinCutoffHz(), "Of turns, at rest.");
  private static final Key<Double> TURN_BETA =
      beta("turn-beta", Smoothing.DEFAULT.turnBeta(), "Hertz for each radian a second.");
  private static final Key<Double> TURN_DERIVATIVE_CUTOFF =
      cutoff(
          "turn-derivative-cutoff-hz",
          Smoothing.DEFAULT.turnDerivativeCutoffHz(),
          "Of the speed of turns.");

  private static final Key<Integer> FRESH_MILLIS =
      Key.zeroOr(
              "fresh-millis",
              LEAST_FRESH_MILLIS,
              MOST_FRESH_MILLIS,
              "A tool that is silent for so long is told as missing; 0 for a server that speaks of"
                  + " changes only.")
          .orElse(PoseSettings.DEFAULT.freshMillis());
  private static final Key<Integer> RATE_HZ =
      Key.integer(
              "rate-hz",
              0,
              1_000,
              "At most so many poses of a tool a second in each frame; 0: as often as the tracker.")
          .orElse(PoseSettings.DEFAULT.rateHz());
  private static final Key<Integer> RANGE =
      Key.integer(
              "range-mm",
              1,
              MOST_RANGE_MILLIMETRES,
              "What is farther from the origin of its frame is told as invalid.")
          .orElse(PoseSettings.DEFAULT.rangeMillimetres());
  private static final Key<Integer> JOIN_MILLIS =
      Key.integer(
              "join-millis",
              0,
              MOST_JOIN_MILLIS,
              "How far apart in time the links of a chain of frames may be.")
          .orElse(PoseSettings.DEFAULT.joinMillis());
  private static final Key<List<Settings>> FILTERS =
      Key.sections(
          "filters",
          Shape.of(
              TOOL,
              MIN_CUTOFF,
              BETA,
              DERIVATIVE_CUTOFF,
              TURN_MIN_CUTOFF,
              TURN_BETA,
              TURN_DERIVATIVE_CUTOFF),
          "Tools that are smoothed by a One Euro filter.");

  /** The section {@code poses} of a device. */
  static final Key<Settings> POSES =
      Key.section(
          "poses",
          Shape.of(FRESH_MILLIS, RATE_HZ, RANGE, JOIN_MILLIS, FILTERS),
          "When poses are doubted, how often they are told, which are smoothed.");

  private PoseReader() {}

  /** Reads the section. */
  static PoseSettings read(Settings poses) throws SettingsException {
    Refusals refusals = new Refusals();
    Map<String, Smoothing> filters = new HashMap<>();
    for (Settings filter : poses.get(FILTERS)) {
      String tool = filter.get(TOOL);
      if (filters.put(tool, smoothing(filter)) != null) {
        refusals.add(
            filter.wrong(TOOL, "is \"" + tool + "\" twice; give one filter for each tool"));
      }
    }
    refusals.throwIfAny();
    return new PoseSettings(
        poses.get(FRESH_MILLIS),
        poses.get(RATE_HZ),
        poses.get(RANGE),
        poses.get(JOIN_MILLIS),
        filters);
  }

  private static Smoothing smoothing(Settings filter) throws SettingsException {
    return new Smoothing(
        filter.get(MIN_CUTOFF),
        filter.get(BETA),
        filter.get(DERIVATIVE_CUTOFF),
        filter.get(TURN_MIN_CUTOFF),
        filter.get(TURN_BETA),
        filter.get(TURN_DERIVATIVE_CUTOFF));
  }

  private static Key<Double> cutoff(String key, double ifAbsent, String about) {
    return Key.decimal(key, LEAST_CUTOFF_HZ, MOST_CUTOFF_HZ, about).orElse(ifAbsent);
  }

  private static Key<Double> beta(String key, double ifAbsent, String about) {
    return Key.decimal(key, 0, MOST_BETA, about).orElse(ifAbsent);
  }
}
