// Imported first: the test harness then closes nothing by itself (test/harness/closing.ts).
process.env.NUANXIN_CLOSE_BY_HAND = 'yes';
