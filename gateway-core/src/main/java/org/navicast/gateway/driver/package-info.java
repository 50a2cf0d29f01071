/**
 * The contract of a device driver, whole: what it is given, what it does, what it is configured
 * with.
 */
@NullMarked
package org.navicast.gateway.driver;

import org.jspecify.annotations.NullMarked;
