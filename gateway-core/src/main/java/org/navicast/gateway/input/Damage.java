package org.navicast.gateway.input;

/**
 * Messages of a device that were dropped since the last such report, because they could not be
 * believed.
 *
 * @param wrongChecksums how many did not fit their checksum
 * @param malformed how many fitted it and contradicted themselves
 */
public record Damage(String device, long capturedNanos, long wrongChecksums, long malformed)
    implements InputEvent {}
