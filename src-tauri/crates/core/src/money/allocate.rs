use super::MoneyError;

/// Shares `total` in proportion to `weights`, so that the parts add up to exactly `total`.
///
/// Each part lies within one unit of its exact share. Units left over go to the largest remainders, the earlier
/// part first among equals, so the same input gives the same parts. Weights must not be negative; when all are
/// zero there is no proportion and the call is refused.
pub fn allocate(total: i64, weights: &[u64]) -> Result<Vec<i64>, MoneyError> {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if sum == 0 {
        return Err(MoneyError::NoShares);
    }
    let magnitude = u128::from(total.unsigned_abs());
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut given: u128 = 0;
    for (index, &weight) in weights.iter().enumerate() {
        let product = magnitude.checked_mul(u128::from(weight)).ok_or(MoneyError::Overflow)?;
        let part = product.checked_div(sum).ok_or(MoneyError::NoShares)?;
        remainders.push((product.checked_rem(sum).ok_or(MoneyError::NoShares)?, index));
        given = given.checked_add(part).ok_or(MoneyError::Overflow)?;
        parts.push(part);
    }
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let left = usize::try_from(magnitude.saturating_sub(given)).map_err(|_| MoneyError::Overflow)?;
    for &(_, index) in remainders.iter().take(left) {
        if let Some(part) = parts.get_mut(index) {
            *part = part.checked_add(1).ok_or(MoneyError::Overflow)?;
        }
    }
    parts
        .into_iter()
        .map(|part| {
            let part = i128::try_from(part).map_err(|_| MoneyError::Overflow)?;
            let signed = if total < 0 { part.saturating_neg() } else { part };
            i64::try_from(signed).map_err(|_| MoneyError::Overflow)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_thirds_of_a_cent_more_than_three_make_the_whole() {
        assert_eq!(allocate(100, &[1, 1, 1]).unwrap(), vec![34, 33, 33]);
        assert_eq!(allocate(-100, &[1, 1, 1]).unwrap(), vec![-34, -33, -33]);
    }

    #[test]
    fn nothing_to_share_among_is_an_error() {
        assert_eq!(allocate(5, &[0, 0]), Err(MoneyError::NoShares));
        assert_eq!(allocate(5, &[]), Err(MoneyError::NoShares));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn parts_sum_and_stay_within_one_unit(
            total in any::<i64>(),
            weights in prop::collection::vec(0_u64..1_000_000_000, 1..12),
        ) {
            prop_assume!(weights.iter().any(|&w| w > 0));
            let parts = allocate(total, &weights).unwrap();
            prop_assert_eq!(parts.iter().map(|&p| i128::from(p)).sum::<i128>(), i128::from(total));
            let sum: i128 = weights.iter().map(|&w| i128::from(w)).sum();
            for (part, weight) in parts.iter().zip(&weights) {
                let exact = i128::from(total) * i128::from(*weight);
                prop_assert!((i128::from(*part) * sum - exact).abs() < sum, "within one unit of the exact share");
            }
        }
    }
}
