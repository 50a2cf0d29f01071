package org.navicast.app.config;

import java.util.HashMap;
import java.util.Map;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
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

  private PoseReader() {}

  /** Reads the section {@code poses}; defaults where it is absent. */
  static PoseSettings read(Settings poses) throws SettingsException {
    PoseSettings standard = PoseSettings.DEFAULT;
    int freshMillis = freshMillis(poses, standard.freshMillis());
    int rateHz = poses.integer("rate-hz", standard.rateHz(), 0, 1_000);
    int rangeMillimetres =
        poses.integer("range-mm", standard.rangeMillimetres(), 1, MOST_RANGE_MILLIMETRES);
    int joinMillis = poses.integer("join-millis", standard.joinMillis(), 0, MOST_JOIN_MILLIS);
    Map<String, Smoothing> filters = new HashMap<>();
    for (Settings filter : poses.sections("filters")) {
      String tool = filter.text("tool");
      if (filters.put(tool, smoothing(filter)) != null) {
        throw filter.wrong("tool", "is \"" + tool + "\" twice; give one filter for each tool");
      }
    }
    poses.rejectUnknown();
    return new PoseSettings(freshMillis, rateHz, rangeMillimetres, joinMillis, filters);
  }

  private static int freshMillis(Settings poses, int ifAbsent) throws SettingsException {
    int millis = poses.integer("fresh-millis", ifAbsent, 0, MOST_FRESH_MILLIS);
    if (millis > 0 && millis < LEAST_FRESH_MILLIS) {
      throw poses.wrong(
          "fresh-millis", "is " + millis + "; give 0, or a whole number from 50 to 60000");
    }
    return millis;
  }

  private static Smoothing smoothing(Settings filter) throws SettingsException {
    Smoothing standard = Smoothing.DEFAULT;
    Smoothing smoothing =
        new Smoothing(
            cutoff(filter, "min-cutoff-hz", standard.minCutoffHz()),
            filter.decimal("beta", standard.beta(), 0, MOST_BETA),
            cutoff(filter, "derivative-cutoff-hz", standard.derivativeCutoffHz()),
            cutoff(filter, "turn-min-cutoff-hz", standard.turnMinCutoffHz()),
            filter.decimal("turn-beta", standard.turnBeta(), 0, MOST_BETA),
            cutoff(filter, "turn-derivative-cutoff-hz", standard.turnDerivativeCutoffHz()));
    filter.rejectUnknown();
    return smoothing;
  }

  private static double cutoff(Settings filter, String key, double ifAbsent)
      throws SettingsException {
    return filter.decimal(key, ifAbsent, LEAST_CUTOFF_HZ, MOST_CUTOFF_HZ);
  }
}
