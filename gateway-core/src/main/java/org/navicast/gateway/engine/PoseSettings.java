package org.navicast.gateway.engine;

import java.util.Map;

/**
 * When the poses of one tracker are doubted, how often they are told, and which are smoothed.
 *
 * @param freshMillis a tool that is silent for so long is taken to be missing, 50…60,000, or 0 for
 *     a server that is silent while nothing moves
 * @param rateHz at most so many times a second, 1…1,000, or 0 for as often as the tracker
 * @param rangeMillimetres what is farther from the origin of its frame is no place, 1…1,000,000
 * @param joinMillis how far apart in time the links of a chain of frames may be, 0…1,000
 * @param filters by the tool's name, one for each frame that it is told in; other tools are told as
 *     they come
 */
public record PoseSettings(
    int freshMillis,
    int rateHz,
    int rangeMillimetres,
    int joinMillis,
    Map<String, Smoothing> filters) {

  public static final PoseSettings DEFAULT = new PoseSettings(500, 0, 10_000, 10, Map.of());

  /**
   * The three figures of a One Euro filter, for positions and for orientations. Its cutoff is
   * {@code minCutoffHz} at rest and grows by {@code beta} hertz for each unit of speed; a
   * first-order low pass with cutoff f delays by about 1 / (2π f) seconds. The speed is that from
   * the smoothed place to the new one, as in VRPN, so the filter is quicker in motion than the
   * speed of the tool alone would make it; docs/configuration.md has what was measured.
   *
   * <p>Source: Casiez, Roussel, Vogel: "1 € Filter", CHI 2012. The defaults are those of VRPN,
   * whose unit of length is the metre.
   *
   * @param minCutoffHz 0.01…100
   * @param beta hertz per metre a second, 0…1,000
   * @param derivativeCutoffHz how much the speed itself is smoothed, 0.01…100
   * @param turnMinCutoffHz the same for orientations
   * @param turnBeta hertz per radian a second
   * @param turnDerivativeCutoffHz the same for orientations
   */
  public record Smoothing(
      double minCutoffHz,
      double beta,
      double derivativeCutoffHz,
      double turnMinCutoffHz,
      double turnBeta,
      double turnDerivativeCutoffHz) {

    public static final Smoothing DEFAULT = new Smoothing(1.15, 0.5, 1.2, 1.5, 0.5, 1.2);

    public Smoothing {
      Limits.check("the cutoff in Hz", minCutoffHz, 0.01, 100);
      Limits.check("beta", beta, 0, 1_000);
      Limits.check("the cutoff of the speed in Hz", derivativeCutoffHz, 0.01, 100);
      Limits.check("the cutoff of turns in Hz", turnMinCutoffHz, 0.01, 100);
      Limits.check("beta of turns", turnBeta, 0, 1_000);
      Limits.check("the cutoff of the speed of turns in Hz", turnDerivativeCutoffHz, 0.01, 100);
    }
  }

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public PoseSettings {
    Limits.check("the freshness in ms", freshMillis, freshMillis == 0 ? 0 : 50, 60_000);
    Limits.check("the rate in Hz", rateHz, 0, 1_000);
    Limits.check("the range in mm", rangeMillimetres, 1, 1_000_000);
    Limits.check("the time between links in ms", joinMillis, 0, 1_000);
    filters = Map.copyOf(filters);
  }

  /** The same, doubted after that time, and told so often. */
  public PoseSettings with(int otherFreshMillis, int otherRateHz, Map<String, Smoothing> others) {
    return new PoseSettings(otherFreshMillis, otherRateHz, rangeMillimetres, joinMillis, others);
  }

  /** False where that is farther away than a tool can be, or no number. */
  boolean isInRange(double x, double y, double z) {
    return x * x + y * y + z * z <= (double) rangeMillimetres * rangeMillimetres;
  }
}
