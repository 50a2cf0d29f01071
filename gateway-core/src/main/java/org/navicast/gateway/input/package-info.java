/**
 * What a person did, as a device told it: the words that drivers speak and the engine understands.
 */
@NullMarked
package org.navicast.gateway.input;

import org.jspecify.annotations.NullMarked;
